export const common = {
  appName: 'Gangway',
  pageTitle: '{{title}} · Gangway',
  loading: 'Loading…',
  dismiss: 'Dismiss',
  close: 'Close',
  retry: 'Try again',
  showMore: 'Show more',
  clearSearch: 'Clear search',
  showPassword: 'Show or hide the password',
  cancel: 'Cancel',
  save: 'Save',
  justNow: 'just now',
  request: 'Request',
  unexpected: 'Something went wrong on this page. Reload it; what you entered elsewhere is saved.',
  /** A duration in short units: `12 s`, `3 min 5 s`. */
  seconds: '{{seconds}} s',
  minutes: '{{minutes}} min {{seconds}} s',
} as const;
