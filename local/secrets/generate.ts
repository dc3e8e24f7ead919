/** `GenerateSecretString`: a random password, alone or inside a JSON document. */
import { randomInt } from 'node:crypto';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

const pick = (characters: string): string => characters[randomInt(characters.length)]!;

/**
 * @param settings the `GenerateSecretString` of a template
 * @throws Error when the settings leave no character, or fewer places than kinds
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html
 */
export function generateSecret(settings: Readonly<Record<string, unknown>>): string {
  const is = (name: string): boolean => String(settings[name]) === 'true';
  const excluded = String(settings.ExcludeCharacters ?? '');
  const kinds = [
    is('ExcludeLowercase') ? '' : LOWER,
    is('ExcludeUppercase') ? '' : UPPER,
    is('ExcludeNumbers') ? '' : DIGITS,
    is('ExcludePunctuation') ? '' : PUNCTUATION,
    is('IncludeSpace') ? ' ' : '',
  ]
    .map((kind) => [...kind].filter((character) => !excluded.includes(character)).join(''))
    .filter((kind) => kind !== '');
  const length = Number(settings.PasswordLength ?? 32);
  const required = String(settings.RequireEachIncludedType ?? true) === 'true' ? kinds : [];
  if (kinds.length === 0 || length < required.length)
    throw new Error('GenerateSecretString allows no password.');
  const characters = required.map(pick);
  while (characters.length < length) characters.push(pick(kinds.join('')));
  for (let i = characters.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    [characters[i], characters[j]] = [characters[j]!, characters[i]!];
  }
  const password = characters.join('');
  if (typeof settings.GenerateStringKey !== 'string') return password;
  const template = JSON.parse(String(settings.SecretStringTemplate ?? '{}')) as object;
  return JSON.stringify({ ...template, [settings.GenerateStringKey]: password });
}
