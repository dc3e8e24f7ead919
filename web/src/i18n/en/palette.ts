export const palette = {
  title: 'Search and actions',
  placeholder: 'Search, or say what to do',
  nothing:
    'Nothing answers that. Customers, contracts and plans are found by customer, document and file name.',
  group: {
    recent: 'Recent',
    customers: 'Customers',
    contracts: 'Contracts',
    plans: 'Plans',
    go: 'Go to',
    actions: 'Actions',
  },
} as const;
