/** What a message is made of: attributes, sizes, digests, and the rules they obey. */
import { createHash } from 'node:crypto';
import { AwsError } from '../types.ts';

/** A message attribute as the API carries it; binary values in base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** Largest message, and largest sum of a batch. Source: SQS quotas, 1 MiB since August 2025. */
export const SIZE_LIMIT_BYTES = 1_048_576;
const ATTRIBUTE_NAME = /^(?!aws\.|amazon\.)(?!\.)(?!.*\.\.)(?!.*\.$)[A-Za-z0-9_.-]{1,256}$/i;
const DATA_TYPE = /^(String|Number|Binary)(\.[\s\S]+)?$/;
/** The characters of XML 1.0, which SQS allows. */
const TEXT = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]+$/u;

export function md5(value: string | Buffer): string {
  return createHash('md5').update(value).digest('hex');
}

/** Digest of attributes. Source: SQS developer guide, "Calculating the MD5 message digest for message attributes". */
export function md5OfAttributes(attributes: MessageAttributes): string {
  const hash = createHash('md5');
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of Object.keys(attributes).sort()) {
    const attribute = attributes[name]!;
    const binary = attribute.DataType.startsWith('Binary');
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType));
    hash.update(Buffer.of(binary ? 2 : 1));
    add(valueBytes(attribute));
  }
  return hash.digest('hex');
}

/** What counts against the limits: the body and each attribute's name, type and value. */
export function messageSize(body: string, attributes: MessageAttributes): number {
  let size = Buffer.byteLength(body);
  for (const [name, attribute] of Object.entries(attributes)) {
    size += Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + valueBytes(attribute).length;
  }
  return size;
}

/** @throws AwsError what SQS answers to such a message */
export function checkMessage(body: string, attributes: MessageAttributes, maximumSize: number): void {
  if (body === '')
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (!TEXT.test(body)) {
    throw new AwsError('InvalidMessageContents', 'The message contains characters outside the allowed set.');
  }
  const names = Object.keys(attributes);
  if (names.length > 10)
    throw invalidValue('Number of message attributes exceeds the allowed maximum of 10.');
  for (const name of names) checkAttribute(name, attributes[name]!);
  if (messageSize(body, attributes) > maximumSize) {
    throw invalidValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${maximumSize} bytes.`,
    );
  }
}

function checkAttribute(name: string, attribute: MessageAttribute): void {
  if (!ATTRIBUTE_NAME.test(name)) throw invalidValue(`Message attribute name '${name}' is invalid.`);
  if (!DATA_TYPE.test(attribute.DataType ?? '')) {
    throw invalidValue(`The type of message attribute '${name}' is invalid; use Binary, Number or String.`);
  }
  const value = attribute.DataType.startsWith('Binary') ? attribute.BinaryValue : attribute.StringValue;
  if (value === undefined || value === '') {
    throw invalidValue(`Message attribute '${name}' must contain a non-empty value of its type.`);
  }
  if (attribute.DataType.startsWith('Number') && !Number.isFinite(Number(value))) {
    throw invalidValue(`Can't cast the value of message attribute '${name}' to a number.`);
  }
}

function valueBytes({ DataType, StringValue = '', BinaryValue = '' }: MessageAttribute): Buffer {
  return DataType.startsWith('Binary') ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue);
}

/** The error of a parameter whose value SQS does not accept. */
export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
