/** The app's main places: in the header, in the palette, and behind `g` and a letter. */
import { IconBuilding, IconChecklist, IconFileText, IconHome } from '@tabler/icons-react';

export const PLACES = [
  { to: '/', label: 'shell.start', key: 'd', icon: IconHome },
  { to: '/customers', label: 'shell.customers', key: 'u', icon: IconBuilding },
  { to: '/contracts', label: 'shell.contracts', key: 'c', icon: IconFileText },
  { to: '/plans', label: 'shell.plans', key: 'p', icon: IconChecklist },
] as const;
