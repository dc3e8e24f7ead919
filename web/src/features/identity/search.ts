/** What the sign-in page takes from its address. */

/** Why somebody is asked to sign in (again); each has its sentence. */
const PROBLEMS = [
  'consent_denied',
  'sign_in_expired',
  'sign_in_failed',
  'sign_up_closed',
  'signed_out',
] as const;
export type SignInProblem = (typeof PROBLEMS)[number];

/** The steps of signing in by e-mail on this page. */
const VIEWS = ['password', 'register', 'verify', 'forgot', 'reset'] as const;
export type SignInView = (typeof VIEWS)[number];

export interface SignInSearch {
  readonly view?: SignInView;
  /** Where to go after signing in. */
  readonly return_to?: string;
  readonly problem?: SignInProblem;
}

/** A path of this app and nothing else: neither `//host` nor `/\host` leaves it. The API checks the same. */
const OWN_PATH = /^\/(?![/\\])[^\s\\]*$/;

export const signInSearch = (search: Record<string, unknown>): SignInSearch => ({
  ...(typeof search.return_to === 'string' &&
    OWN_PATH.test(search.return_to) && { return_to: search.return_to }),
  ...(PROBLEMS.some((problem) => problem === search.problem) && {
    problem: search.problem as SignInProblem,
  }),
  ...(VIEWS.some((view) => view === search.view) && { view: search.view as SignInView }),
});
