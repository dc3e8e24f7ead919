/** Which function a call came from: by the worker's own key, or by a key that the worker got from STS. */

export interface Caller {
  readonly functionName: string;
  readonly requestId: string | undefined;
}

export interface Callers {
  readonly find: (accessKeyId: string) => Caller | undefined;
  /** Notes the key that an `AssumeRole` of another key gave. */
  readonly derive: (accessKeyId: string, answer: string) => void;
}

const KEPT_KEYS = 10_000;

/** @param own finds the caller of a worker's own key */
export function createCallers(own: (accessKeyId: string) => Caller | undefined): Callers {
  const parents = new Map<string, string>();
  const root = (accessKeyId: string): string => parents.get(accessKeyId) ?? accessKeyId;
  return {
    find: (accessKeyId) => own(root(accessKeyId)),
    derive: (accessKeyId, answer) => {
      const derived = /<AccessKeyId>([^<]+)<\/AccessKeyId>/.exec(answer)?.[1];
      if (derived === undefined) return;
      parents.set(derived, root(accessKeyId));
      if (parents.size > KEPT_KEYS) parents.delete(parents.keys().next().value!);
    },
  };
}
