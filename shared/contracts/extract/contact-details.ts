/** E-mail addresses and telephone numbers. */

export const EMAIL = /[\p{L}\d._%+'-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/u;
export const PHONE =
  /(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?\d{2,5}(?:[ .-]?\d{2,5}){1,5}(?:,? ?(?:x|ext\.?) ?\d{1,6})?/;

/** The e-mail address of a cell or phrase; line breaks inside a narrow cell are closed. */
export function emailOf(text: string): string | null {
  const direct = EMAIL.exec(text)?.[0];
  const closed =
    /@/.test(text) && text.length < 90 && text.trim().split(' ').length <= 3
      ? EMAIL.exec(text.replace(/\s+/g, ''))?.[0]
      : undefined;
  const found = closed !== undefined && closed.length > (direct?.length ?? 0) ? closed : direct;
  return found === undefined ? null : found.replace(/[.,;]+$/, '');
}

/** A telephone number of at least seven digits that is no date and no amount. */
export function phoneOf(text: string): string | null {
  if (/[$€£%]/.test(text)) return null;
  const found = PHONE.exec(text.replace(/- (?=\d)/g, '-'))?.[0]?.trim();
  if (found === undefined) return null;
  const digits = found.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 17 && !/^\d{4}-\d{2}-\d{2}$/.test(found) ? found : null;
}
