/** What the sign-in page takes from its address. */
import { PROBLEMS, type SignInProblem } from './text.ts';

export interface SignInSearch {
  /** Where to go after signing in. */
  readonly return_to?: string;
  readonly problem?: SignInProblem;
}

/** A path of this app and nothing else: neither `//host` nor `/\host` leaves it. The API checks the same. */
const OWN_PATH = /^\/(?![/\\])[^\s\\]*$/;

export const signInSearch = (search: Record<string, unknown>): SignInSearch => ({
  ...(typeof search.return_to === 'string' &&
    OWN_PATH.test(search.return_to) && { return_to: search.return_to }),
  ...(typeof search.problem === 'string' &&
    Object.hasOwn(PROBLEMS, search.problem) && { problem: search.problem as SignInProblem }),
});
