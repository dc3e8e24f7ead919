/** E-mail addresses and telephone numbers. */

export const EMAIL = /[\p{L}\d._%+'-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/u;
export const PHONE =
  /(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?(?<!\d)\d{1,7}(?:[ ./-]?\d{2,7}){1,6}(?:,? ?(?:x|ext\.?) ?\d{1,6})?/;

/** The e-mail address of a cell or phrase; line breaks inside a narrow cell are closed. */
export function emailOf(text: string): string | null {
  const direct = EMAIL.exec(text)?.[0];
  // A narrow cell breaks an address at its signs, or anywhere: then there is no whole one to be found.
  const closed =
    /@/.test(text) && text.length < 90
      ? EMAIL.exec(
          direct === undefined && text.trim().split(' ').length <= 3
            ? text.replace(/\s+/g, '')
            : text.replace(/(?<=\w[@._-])\s+(?=[\w])|(?<=\w)\s+(?=[@.]\w)/g, ''),
        )?.[0]
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
  const isDate = /^\d{4}-\d{2}-\d{2}$|^\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)?\d{2}$/.test(found);
  const isNumber = /^(?:19|20)\d\d-\d{2,4}$|^\d{1,6}$/.test(found);
  return digits >= 7 && digits <= 17 && !isDate && !isNumber ? found : null;
}
