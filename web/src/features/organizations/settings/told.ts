/** What was done, or what has to be looked at again. */
export interface Told {
  readonly message: string;
  readonly tone: 'good' | 'attention';
}
