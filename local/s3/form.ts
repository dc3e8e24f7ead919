/** Reads `multipart/form-data` (RFC 7578) as far as S3's POST upload needs it. */
import { S3Error } from './errors.ts';

export interface FormFile {
  readonly filename: string;
  readonly body: Buffer;
}

export interface Form {
  /** Names in lower case; the fields before `file`. S3 ignores what follows it. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: FormFile | undefined;
}

const malformed = (message: string) => new S3Error('MalformedPOSTRequest', message, 400);
/** S3's limit for everything before the file. */
const mostFieldBytes = 20 * 1024;

/** RFC 7578 browsers escape `"`, CR and LF in names as %22, %0D and %0A. */
const unquote = (text: string) =>
  text.replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function parameter(disposition: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;"\\s]+))`, 'i').exec(disposition);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : unquote(value);
}

interface Part {
  readonly name: string;
  readonly filename: string | undefined;
  readonly body: Buffer;
}

function readPart(part: Buffer): Part {
  const end = part.indexOf('\r\n\r\n');
  if (end < 0) throw malformed('A part of the form has no headers.');
  const disposition = part
    .toString('utf8', 0, end)
    .split('\r\n')
    .find((line) => /^content-disposition\s*:\s*form-data\s*;/i.test(line));
  const name = disposition === undefined ? undefined : parameter(disposition, 'name');
  if (disposition === undefined || name === undefined) throw malformed('A part of the form has no name.');
  return { name, filename: parameter(disposition, 'filename'), body: part.subarray(end + 4) };
}

function* parts(body: Buffer, boundary: string): Generator<Part> {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  // The first delimiter may stand at the very beginning, without the line break that precedes the others.
  let at = body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2))
    ? delimiter.length - 2
    : body.indexOf(delimiter) + delimiter.length;
  if (at < delimiter.length - 2) throw malformed('The body does not begin with the boundary.');
  for (;;) {
    if (body.toString('latin1', at, at + 2) === '--') return;
    const start = body.indexOf('\r\n', at);
    if (start < 0 || body.toString('latin1', at, start).trim() !== '')
      throw malformed('A boundary is malformed.');
    // A delimiter that follows directly shares the line break with the one before it.
    const end = body.indexOf(delimiter, start);
    if (end < 0) throw malformed('The form is not terminated.');
    yield readPart(body.subarray(Math.min(start + 2, end), end));
    at = end + delimiter.length;
  }
}

/** @throws S3Error 400 MalformedPOSTRequest, MaxPostPreDataLengthExceeded */
export function parseForm(contentType: string, body: Buffer): Form {
  const match = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined || boundary.length > 200) throw malformed('The form has no boundary.');
  const fields = new Map<string, string>();
  let size = 0;
  for (const part of parts(body, boundary)) {
    const name = part.name.toLowerCase();
    if (name === 'file') {
      // Some clients send a path; S3 takes what follows the last separator.
      const filename = (part.filename ?? '').replace(/^.*[/\\]/s, '');
      return { fields, file: { filename, body: part.body } };
    }
    size += part.name.length + part.body.length;
    if (size > mostFieldBytes) {
      throw new S3Error(
        'MaxPostPreDataLengthExceeded',
        'Your POST request fields preceding the upload file were too large.',
        400,
        { MaxPostPreDataLength: mostFieldBytes },
      );
    }
    // Of two values, one could be checked and the other used.
    if (fields.has(name)) throw malformed(`The field ${name} is repeated.`);
    fields.set(name, part.body.toString('utf8'));
  }
  return { fields, file: undefined };
}
