/** The frame around every screen. */
export const shell = {
  skip: 'Skip to content',
  nav: 'Main',
  contracts: 'Contracts',
  plans: 'Plans',
  start: 'Home',
  customers: 'Customers',
  search: 'Search',
  account: 'Account: {{email}}',
  organization: 'Organization: {{name}}',
  organizationSettings: 'Organization settings',
  about: 'About Gangway',
  settings: 'Settings',
  signOut: 'Sign out',
  offline: 'You are offline. What you see may be out of date; changes cannot be saved.',
  unreachable: 'Gangway cannot be reached. What you see may be out of date; changes cannot be saved.',
  stale: 'What you see could not be brought up to date.',
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
