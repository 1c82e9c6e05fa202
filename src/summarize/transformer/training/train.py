"""Trains the summary writer: `python3 train.py [STEPS]`, then `python3 export.py`. One thread, fixed seeds, about 20 minutes.

Needs Debian's python3-torch (1.13). Writes checkpoint.pt beside this file.
"""
import pathlib
import random
import sys
import time

import torch
import torch.nn.functional as F

from grammar import STYLES, VARIANTS, held_out, paragraph, prompt, prompt_words, sample, text_words
from network import Decoder

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 7000
BATCH, RATE, WARM_UP = 32, 2e-3, 100
WIDTH, LAYERS, HEADS, POSITIONS = 192, 4, 4, 224
SPECIAL = ["[PAD]", "[BOS]", "[EOS]", "[UNK]", "[SEP]"]
HERE = pathlib.Path(__file__).parent

torch.set_num_threads(1)
torch.manual_seed(5)
generator = random.Random(7)

vocabulary = SPECIAL + list(dict.fromkeys(prompt_words() + text_words()))
number = {word: index for index, word in enumerate(vocabulary)}
PAD, END, SEPARATOR = number["[PAD]"], number["[EOS]"], number["[SEP]"]


def example(draw, held=False):
    while True:
        section, told = sample(draw)
        if held_out(section, told) == held:
            break
    style, variant = draw.choice(STYLES), draw.randrange(VARIANTS)
    before = [number[word] for word in prompt(section, style, variant, told)] + [SEPARATOR]
    after = [number[word] for word in paragraph(section, style, variant, told)] + [END]
    return before, after


def batches():
    """Examples of like length go together, so that little is padded."""
    while True:
        pool = sorted((example(generator) for _ in range(BATCH * 16)), key=lambda pair: len(pair[0]) + len(pair[1]))
        groups = [pool[start:start + BATCH] for start in range(0, len(pool), BATCH)]
        generator.shuffle(groups)
        yield from groups


def tensors(pairs):
    longest = max(len(before) + len(after) for before, after in pairs)
    words = torch.tensor([before + after + [PAD] * (longest - len(before) - len(after)) for before, after in pairs])
    wanted = words[:, 1:].clone()
    for row, (before, _) in enumerate(pairs):
        wanted[row, : len(before) - 1] = PAD
    return words[:, :-1], wanted


def loss_of(model, pairs):
    words, wanted = tensors(pairs)
    return F.cross_entropy(model(words).reshape(-1, len(vocabulary)), wanted.reshape(-1), ignore_index=PAD)


@torch.no_grad()
def greedy(model, before):
    words = list(before)
    while len(words) < POSITIONS:
        word = int(model(torch.tensor([words]))[0, -1].argmax())
        if word == END:
            break
        words.append(word)
    return words[len(before):]


def exact(model, count, seed):
    """Share of held-out prompts whose greedy text is the grammar's, word by word."""
    draw = random.Random(seed)
    pairs = [example(draw, held=True) for _ in range(count)]
    return sum(greedy(model, before) == after[:-1] for before, after in pairs) / count


def rate_at(step):
    done = step / STEPS
    return RATE * min(1, (step + 1) / WARM_UP) * (1 if done < 0.5 else max(0.02, (1 - done) / 0.5))


model = Decoder(len(vocabulary), WIDTH, LAYERS, HEADS, POSITIONS)
print(sum(parameter.numel() for parameter in model.parameters()), "parameters,", len(vocabulary), "words", flush=True)
optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
start, sum_of_losses = time.time(), 0.0
for step, pairs in zip(range(STEPS), batches()):
    for group in optimizer.param_groups:
        group["lr"] = rate_at(step)
    loss = loss_of(model, pairs)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    sum_of_losses += loss.item()
    if (step + 1) % 200 == 0:
        print(f"step {step + 1} of {STEPS}, {time.time() - start:.0f} s, loss {sum_of_losses / 200:.4f}", flush=True)
        sum_of_losses = 0.0
    if (step + 1) % 1500 == 0:
        print("  held-out prompts told exactly:", exact(model, 40, step), flush=True)
torch.save((model.config, model.state_dict(), vocabulary), HERE / "checkpoint.pt")
print("held-out prompts told exactly:", exact(model, 400, 5))
