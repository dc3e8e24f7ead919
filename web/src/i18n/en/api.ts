/** What the browser itself has to say about the API; the API's own sentences are shown as they are sent. */
export const api = {
  unreachable: 'Gangway could not be reached. Check your connection and try again.',
  notSignedIn: 'You are not signed in.',
  notUnderstood: 'The server gave an answer that Gangway does not understand. Try again in a moment.',
  noToken: 'Signing in did not succeed. Try again.',
  upload: {
    network: 'The connection broke off during the upload. Check your connection and try again.',
    EntityTooLarge: 'The file is larger than 50 MB. Split it or save it in a smaller size, then try again.',
    EntityTooSmall: 'The file is empty. Choose another one.',
    AccessDenied: 'The time for this upload ran out. Try again.',
    other: 'The file could not be stored. Try again in a moment.',
  },
} as const;
