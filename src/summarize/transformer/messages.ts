import type { ChatMessage } from './instruct-prompt.js';

/** What the writer's process is told first. */
export interface StartMessage {
  readonly type: 'start';
  /** URL of the module that is the transformer library. */
  readonly runtime: string;
  readonly task: 'text-generation' | 'text2text-generation';
  /** A folder of models and the name of one in it, or the id of a model on the hub. */
  readonly folder: string | null;
  readonly model: string;
  readonly allowRemote: boolean;
  readonly cacheFolder: string | null;
}

export interface GenerateMessage {
  readonly type: 'generate';
  readonly id: number;
  readonly prompt: string | readonly ChatMessage[];
  readonly maxNewTokens: number;
  /** Whether to tell of the text while it grows. */
  readonly stream: boolean;
}

/** What it answers. */
export type ProcessMessage =
  /** Loaded; `slots` when the model is of the kind that Tabulyst ships. */
  | { readonly type: 'ready'; readonly slots: boolean }
  /** The next part of a prompt's text. */
  | { readonly type: 'part'; readonly id: number; readonly text: string }
  | { readonly type: 'text'; readonly id: number; readonly text: string }
  | { readonly type: 'failed'; readonly id: number | null; readonly message: string };
