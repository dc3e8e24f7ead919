import { useQuery } from '@tanstack/react-query';
import { accountQuery } from './queries.ts';

/** Who is signed in; undefined until it is known. */
export const useAccount = () => useQuery(accountQuery).data;
