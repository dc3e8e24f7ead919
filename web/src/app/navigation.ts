/** The app's main places: in the header, in the palette, and behind `g` and a letter. */
import { IconChecklist, IconFileText } from '@tabler/icons-react';

export const PLACES = [
  { to: '/contracts', label: 'shell.contracts', key: 'c', icon: IconFileText },
  { to: '/plans', label: 'shell.plans', key: 'p', icon: IconChecklist },
] as const;
