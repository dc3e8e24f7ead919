export const shortcuts = {
  title: 'Keyboard shortcuts',
  palette: 'Search and actions',
  search: 'Search',
  sheet: 'Show this sheet',
  next: 'Next row',
  previous: 'Previous row',
  group: {
    general: 'General',
    go: 'Go to',
    list: 'Lists',
    record: 'Record',
  },
  enabled: 'Single-key shortcuts',
  enabledHelp:
    'Off, only the palette keeps its keys. Switch them off if you dictate, or press keys by accident.',
} as const;
