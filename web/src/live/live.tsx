import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { startLive } from './connection.ts';

/** While somebody is signed in: nothing to see, but what others do shows. */
export default function Live(): null {
  const queryClient = useQueryClient();
  useEffect(() => startLive(queryClient), [queryClient]);
  return null;
}
