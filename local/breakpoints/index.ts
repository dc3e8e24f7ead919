/**
 * Breakpoints: a task of a state machine, or an AWS call, stands still before or after its work until somebody lets it
 * go on. For looking at what is there half way, and for ending the process at a chosen moment. They are not kept: the
 * next start has none. Time-outs of functions and states go on while something is held.
 */
import * as z from 'zod';
import type { Reply } from '../types.ts';
import { type ControlRequest, control } from './control.ts';

const more = {
  when: z.enum(['before', 'after']).default('before'),
  /** A part of the task's parameters as JSON, or of the call's path and body. */
  text: z.string().min(1).optional(),
};

const Breakpoint = z.union([
  /** A Task state of a state machine, by name. */
  z.strictObject({ state: z.string(), ...more }),
  /** An AWS call, as in `dynamodb:TransactWriteItems`; of any function where none is named. */
  z.strictObject({
    call: z.string().regex(/^[\w-]+:\w+$/),
    function: z.string().optional(),
    ...more,
  }),
]);
export type Breakpoint = z.output<typeof Breakpoint>;
export type BreakpointInput = z.input<typeof Breakpoint>;

/** Something that is about to work, and can be held. */
export type Place = ({ readonly state: string } | { readonly call: string; readonly function?: string }) & {
  /** Asked for only where a breakpoint looks at it. */
  readonly text: () => string;
};

export interface Held {
  readonly breakpoint: Breakpoint;
  /** ISO 8601. */
  readonly since: string;
  /** The function that makes the call. */
  readonly function?: string;
}

export interface Breakpoints {
  /**
   * Puts these in the place of those before; what is held at one that is no longer there goes on.
   * @throws z.ZodError when one is none
   */
  readonly set: (breakpoints: unknown) => readonly Breakpoint[];
  readonly list: () => readonly Breakpoint[];
  readonly held: () => readonly Held[];
  /** Does the work, and stands still before and after it where a breakpoint says so. */
  readonly around: <T>(place: Place, work: () => Promise<T>) => Promise<T>;
  /** Serves `/_local/breakpoints`. */
  readonly http: (request: ControlRequest) => Reply;
  /** Lets everything go on. */
  readonly close: () => void;
}

const MAXIMUM = 1000;

export function createBreakpoints(): Breakpoints {
  let breakpoints: readonly Breakpoint[] = [];
  const held = new Map<Held, () => void>();

  const stand = async (when: Breakpoint['when'], place: Place): Promise<void> => {
    const breakpoint = breakpoints.find((candidate) => candidate.when === when && matches(candidate, place));
    if (breakpoint === undefined) return;
    await new Promise<void>((resolve) => {
      const entry: Held = {
        breakpoint,
        since: new Date().toISOString(),
        ...('function' in place && place.function !== undefined && { function: place.function }),
      };
      held.set(entry, resolve);
    });
  };
  const set = (input: unknown): readonly Breakpoint[] => {
    breakpoints = z.array(Breakpoint).max(MAXIMUM).parse(input);
    const kept = new Set(breakpoints.map(identity));
    for (const [entry, goOn] of held) {
      if (kept.has(identity(entry.breakpoint))) continue;
      held.delete(entry);
      goOn();
    }
    return breakpoints;
  };
  const api = {
    set,
    list: () => breakpoints,
    held: () => [...held.keys()],
    around: async <T>(place: Place, work: () => Promise<T>): Promise<T> => {
      if (breakpoints.length > 0) await stand('before', place);
      try {
        return await work();
      } finally {
        if (breakpoints.length > 0) await stand('after', place);
      }
    },
    close: () => {
      set([]);
    },
  };
  return { ...api, http: (request) => control(api, request) };
}

function matches(breakpoint: Breakpoint, place: Place): boolean {
  if ('state' in breakpoint) {
    if (!('state' in place) || place.state !== breakpoint.state) return false;
  } else {
    if (!('call' in place) || place.call !== breakpoint.call) return false;
    if (breakpoint.function !== undefined && place.function !== breakpoint.function) return false;
  }
  return breakpoint.text === undefined || place.text().includes(breakpoint.text);
}

const identity = (breakpoint: Breakpoint): string => JSON.stringify(breakpoint);
