/** The frame around every screen. */
export const shell = {
  skip: 'Skip to content',
  nav: 'Main',
  contracts: 'Contracts',
  plans: 'Plans',
  account: 'Account: {{email}}',
  settings: 'Settings',
  signOut: 'Sign out',
  notFound: {
    title: 'There is nothing at this address',
    help: 'The link may be old, or the record may belong to another organization.',
    toContracts: 'Go to contracts',
  },
  crash: {
    title: 'This page stopped working',
    reload: 'Reload the page',
  },
} as const;
