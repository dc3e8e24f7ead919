/** Whether the API is reached, and what went wrong behind a screen that shows what it had. */
import { cell, useCell } from '../components/cell.ts';

type Connection =
  | 'fine'
  /** The device has no network. */
  | 'offline'
  /** It has one, but calls do not arrive. */
  | 'unreachable';

const connection = cell<Connection>('fine');
const failure = cell<{ readonly of: string; readonly error: Error } | undefined>(undefined);

export const useConnection = (): Connection => useCell(connection);
export const useBackgroundFailure = () => useCell(failure);
export const dismissFailure = (): void => failure.set(undefined);

/** A call was answered, whatever the answer. */
export const reached = (): void => connection.set('fine');

/** A call was not answered. */
export const notReached = (): void => connection.set(navigator.onLine ? 'unreachable' : 'offline');

/** @param of what could not be brought up to date; when it succeeds later, nothing is said any more */
export const failedBehind = (of: string, error: Error): void => failure.set({ of, error });

export function succeededBehind(of: string): void {
  if (failure.get()?.of === of) failure.set(undefined);
}

/** @param onBack called when the device has a network again */
export function watchNetwork(onBack: () => void): void {
  window.addEventListener('offline', () => connection.set('offline'));
  window.addEventListener('online', () => {
    connection.set('fine');
    onBack();
  });
}
