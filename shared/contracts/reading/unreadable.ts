/** A file that cannot be read, with a sentence that tells a person what to do. */
export class UnreadableError extends Error {
  /** A refusal's code, or `no_recognition` for a scan where nothing recognises text. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'UnreadableError';
    this.code = code;
  }
}
