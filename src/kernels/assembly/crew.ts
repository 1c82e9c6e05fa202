/*
 * Tasks shared by the threads of a crew, which all run this module over one memory. One thread publishes a job of several tasks and
 * takes them like the others; who comes late or never is not waited for, only tasks that were taken are. A job's
 * tasks touch different bytes, so that who takes which makes no difference.
 *
 * The block that a crew shares, in bytes (each word that threads contend for has a line of the cache to itself):
 *   0    the state: sequence << 32 | a bit per task, set where it is free
 *   64   tasks done
 *   128  members asleep, 132 whether the publisher is, 136 whether the crew is dismissed, 140 whether a member was lost
 *   144  jobs that the publisher still does alone, 148 how many they are after a stall
 *   192  the fields of `tree-jobs`: which job it is, and what it works on
 */

import { joinRows, runTask } from './tree-jobs';

/** Milliseconds, from any point in time. */
@external('env', 'now')
declare function now(): f64;

const DONE: usize = 64;
const SLEEPERS: usize = 128;
const PUBLISHER_SLEEPS: usize = 132;
const DISMISSED: usize = 136;
const LOST: usize = 140;
const ALONE: usize = 144;
const PAUSE: usize = 148;
const JOB: usize = 192;

/** Looks at a word before its thread goes to sleep, which lasts longer than what is done between two jobs. */
const LOOKS = 200_000;

/** Takes tasks until none is free, from the one that a thread has taken before: its bytes are in the cache of that thread's core. */
function takeTasks(block: usize, first: u32): void {
  let state = atomic.load<u64>(block);
  for (let free = <u32>state; free; free = <u32>state) {
    const task = (ctz(rotr(free, first)) + first) & 31;
    const seen = atomic.cmpxchg<u64>(block, state, state ^ (<u64>1 << task));
    if (seen == state) {
      runTask(block + JOB, task);
      atomic.add<u32>(block + DONE, 1);
      if (atomic.load<u32>(block + PUBLISHER_SLEEPS)) atomic.notify(block + DONE, 1);
      state = atomic.load<u64>(block);
    } else {
      state = seen;
    }
  }
}

/** A wait longer than the publisher's own work and this many milliseconds: a member's core is busy with something else. */
const STALL_MS: f64 = 0.1;
const SHORTEST_PAUSE: u32 = 16;
const LONGEST_PAUSE: u32 = 4096;

/** Publishes what the block's fields say as a job of so many tasks, and returns when all are done. */
export function runJob(block: usize, tasks: u32): void {
  const alone = load<u32>(block + ALONE);
  // A single task is done before another thread has seen it.
  if (tasks == 1 || alone) {
    if (alone) store<u32>(block + ALONE, alone - 1);
    for (let task: u32 = 0; task < tasks; task++) runTask(block + JOB, task);
    return;
  }
  const begun = now();
  atomic.store<u32>(block + DONE, 0);
  publish(block, tasks);
  takeTasks(block, 0);
  const worked = now() - begun;
  waitForAll(block, tasks);
  const pause = load<u32>(block + PAUSE);
  if (now() - begun > 2 * worked + STALL_MS) {
    store<u32>(block + ALONE, pause);
    store<u32>(block + PAUSE, min(LONGEST_PAUSE, max(SHORTEST_PAUSE, 2 * pause)));
  } else if (pause) {
    store<u32>(block + PAUSE, pause - 1);
  }
}

function waitForAll(block: usize, tasks: u32): void {
  for (let looks = 0; atomic.load<u32>(block + DONE) < tasks; looks++) {
    if (looks < LOOKS) continue;
    atomic.store<u32>(block + PUBLISHER_SLEEPS, 1);
    const done = atomic.load<u32>(block + DONE);
    // Its task will never be done.
    if (atomic.load<u32>(block + LOST)) unreachable();
    if (done < tasks) atomic.wait<i32>(block + DONE, <i32>done, -1);
    atomic.store<u32>(block + PUBLISHER_SLEEPS, 0);
  }
}

function publish(block: usize, tasks: u32): void {
  const sequence = (atomic.load<u64>(block) >> 32) + 1;
  atomic.store<u64>(block, (sequence << 32) | ((<u64>1 << tasks) - 1));
  if (atomic.load<u32>(block + SLEEPERS)) atomic.notify(block, -1);
}

/** Takes tasks of the jobs that are published, from a task of its own on, until the crew is dismissed. */
export function serve(block: usize, first: u32): void {
  while (true) {
    takeTasks(block, first);
    let state = atomic.load<u64>(block);
    for (let looks = 0; looks < LOOKS && !<u32>state; looks++) state = atomic.load<u64>(block);
    if (<u32>state) continue;
    // After the state was looked at: dismissing changes both, the state last.
    if (atomic.load<u32>(block + DISMISSED)) return;
    atomic.add<u32>(block + SLEEPERS, 1);
    atomic.wait<i64>(block, <i64>state, -1);
    atomic.sub<u32>(block + SLEEPERS, 1);
  }
}

/** Joins what the tasks of a partition have parted. */
export function joinPieces(block: usize): u32 {
  return joinRows(block + JOB);
}

/** A member can't go on. */
export function reportLoss(block: usize): void {
  atomic.store<u32>(block + LOST, 1);
  atomic.notify(block + DONE, 1);
}

/** No more jobs follow. */
export function dismiss(block: usize): void {
  atomic.store<u32>(block + DISMISSED, 1);
  publish(block, 0);
}
