import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pictureOf } from '../../../shared/workspace/image-check.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const jpeg = (width: number, height: number) =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    1,
    2,
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
  ]);
const webp = () => {
  const bytes = Buffer.alloc(30);
  bytes.write('RIFF', 0);
  bytes.write('WEBPVP8X', 8);
  bytes.writeUIntLE(199, 24, 3);
  bytes.writeUIntLE(99, 27, 3);
  return bytes;
};

it('tells PNG, JPEG and WebP with their size, by their bytes', () => {
  expect(pictureOf(PNG)).toEqual({ type: 'image/png', width: 1, height: 1 });
  expect(pictureOf(jpeg(640, 300))).toEqual({ type: 'image/jpeg', width: 640, height: 300 });
  expect(pictureOf(webp())).toEqual({ type: 'image/webp', width: 200, height: 100 });
});

it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<?xml version="1.0"?><svg/>', 'GIF89a', '<html>', ''])(
  'takes %j for none of them',
  (text) => {
    expect(pictureOf(Buffer.from(text))).toBeUndefined();
  },
);

it('never ends in an error, wherever a picture is cut or changed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(PNG, jpeg(640, 300), webp()),
      fc.nat(),
      fc.nat(),
      fc.nat(255),
      (picture, end, at, value) => {
        const bytes = Buffer.from(picture.subarray(0, end % (picture.length + 1)));
        if (bytes.length > 0) bytes[at % bytes.length] = value;
        pictureOf(bytes);
      },
    ),
    { numRuns: 2000 },
  );
});
