/** Files behind links that the API signs: storage is another server, and takes no credential of ours. */
import { t } from '../i18n/i18n.ts';
import { ApiError, unreachable } from './errors.ts';

/** @throws ApiError, also for a link that is no longer good; DOMException when the signal aborts */
export async function download(url: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreachable();
  }
  if (response.ok) return response;
  throw new ApiError(response.status, { code: 'file_unavailable', message: t('viewer.unavailable') });
}
