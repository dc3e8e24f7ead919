export const identity = {
  signIn: 'Sign in',
  claim: 'From a signed contract to an onboarded customer.',
  way: {
    google: 'Continue with Google',
    microsoft: 'Continue with Microsoft',
    password: 'Continue with e-mail',
  },
  newHere: 'New here? Any of these creates your account.',
  problem: {
    consent_denied: 'You did not allow Gangway to sign you in. Try again, or choose another way.',
    sign_in_expired: 'That took too long, or was begun in another window. Start again here.',
    sign_in_failed: 'Signing in did not succeed. Try again in a moment, or choose another way.',
    signed_out: 'You have been signed out. Sign in again to go on where you were.',
  },
} as const;
