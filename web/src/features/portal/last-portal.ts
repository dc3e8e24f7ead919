import { store, stored } from '../../components/stored.ts';
import { LAST_PORTAL } from './search.ts';

export const lastPortal = () => stored(LAST_PORTAL);
export const rememberPortal = (slug: string) => store(LAST_PORTAL, slug);
