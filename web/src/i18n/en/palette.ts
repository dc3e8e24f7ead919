export const palette = {
  title: 'Search and actions',
  placeholder: 'Search, or say what to do',
  nothing:
    'Nothing answers that. Customers, contracts, plans, people and tasks are found by the beginnings of their words.',
  group: {
    recent: 'Recent',
    customers: 'Customers',
    contracts: 'Contracts',
    plans: 'Plans',
    people: 'People',
    tasks: 'Tasks',
    go: 'Go to',
    actions: 'Actions',
  },
} as const;
