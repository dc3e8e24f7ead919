/** Refuses what cannot be a logo before it is sent. What the file really is, the API looks at. */
import { formatBytes, formatNumber } from '../../../components/format.ts';
import { t } from '../../../i18n/i18n.ts';

export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
type LogoType = (typeof LOGO_TYPES)[number];

const MOST_BYTES = 1024 * 1024;
const MOST_PIXELS = 2048;

const isLogoType = (type: string): type is LogoType => LOGO_TYPES.some((each) => each === type);

/** @returns what the API is asked a form for, or a sentence that says what to do */
export async function checkLogo(
  file: File,
): Promise<{ readonly content_type: LogoType; readonly size: number } | { readonly refusal: string }> {
  const { name, type, size } = file;
  if (!isLogoType(type)) return { refusal: t('workspace.branding.wrongType', { name }) };
  if (size > MOST_BYTES)
    return { refusal: t('workspace.branding.tooLarge', { name, size: formatBytes(size) }) };
  try {
    const { width, height } = await createImageBitmap(file);
    if (Math.max(width, height) > MOST_PIXELS)
      return {
        refusal: t('workspace.branding.tooWide', {
          name,
          width: formatNumber(width),
          height: formatNumber(height),
        }),
      };
  } catch {
    return { refusal: t('workspace.branding.notReadable', { name }) };
  }
  return { content_type: type, size };
}
