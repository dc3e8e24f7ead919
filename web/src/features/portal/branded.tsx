import { useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import { download } from '../../api/download.ts';
import icon from '../../app/icon.svg';
import styles from './portal.module.css';
import type { Brand } from './queries.ts';

interface Props {
  readonly brand: Brand | undefined;
  /** A whole page; otherwise a part of one, as what a dialog holds. */
  readonly page?: boolean;
  readonly children: ReactNode;
}

/** An organization's own colour over everything inside; the app's where it has none. */
export function Branded({ brand, page = true, children }: Props) {
  const { primaryColor } = useMantineTheme();
  const scheme = useComputedColorScheme('light');
  const colors = brand?.colors?.[scheme];
  const className = page ? styles.branded : undefined;
  if (!colors) return <div className={className}>{children}</div>;
  const { ink, fill, soft } = colors;
  const own = `--mantine-color-${primaryColor}`;
  const style = {
    '--gw-accent': ink,
    '--gw-accent-soft': soft,
    '--gw-focus': ink,
    [`${own}-filled`]: fill,
    [`${own}-filled-hover`]: `color-mix(in srgb, ${fill} 88%, black)`,
    [`${own}-text`]: ink,
    [`${own}-light`]: soft,
    [`${own}-light-color`]: ink,
    [`${own}-light-hover`]: soft,
    [`${own}-outline`]: ink,
    '--mantine-primary-color-filled': fill,
    '--mantine-color-anchor': ink,
  } as CSSProperties;
  return (
    <div className={className} style={style}>
      {children}
    </div>
  );
}

/** The organization's logo, or the first letter of its name. */
export function BrandMark({
  brand,
  size = 44,
}: {
  readonly brand: Brand | undefined;
  readonly size?: number;
}) {
  const logo = brand?.logo ?? null;
  const src = useLogo(logo?.url);
  if (!brand) return <img src={icon} alt="" width={size} height={size} />;
  // Its place is kept while it is on its way: nothing jumps.
  if (logo)
    return (
      <span className={styles.logo} style={{ height: size, aspectRatio: `${logo.width} / ${logo.height}` }}>
        {src && <img src={src} alt="" />}
      </span>
    );
  return (
    <span className={styles.letter} style={{ width: size, height: size }} aria-hidden>
      {[...brand.name][0]?.toUpperCase()}
    </span>
  );
}

/** Pictures come from this origin only (the content security policy): what storage has is fetched, and shown from memory. */
function useLogo(url: string | undefined): string | undefined {
  const { data } = useQuery({
    // The link changes with each answer, the file behind it does not.
    queryKey: ['portal', 'logo', url?.split('?')[0]],
    queryFn: async ({ signal }) => (await download(url ?? '', signal)).blob(),
    enabled: url !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [src, setSrc] = useState<string>();
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setSrc(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return src;
}
