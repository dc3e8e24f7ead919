import { useComputedColorScheme, useMantineTheme } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import icon from '../../app/icon.svg';
import styles from './portal.module.css';
import type { Brand } from './queries.ts';

/** An organization's own colour over everything inside; the app's where it has none. */
export function Branded({
  brand,
  children,
}: {
  readonly brand: Brand | undefined;
  readonly children: ReactNode;
}) {
  const { primaryColor } = useMantineTheme();
  const scheme = useComputedColorScheme('light');
  const colors = brand?.colors?.[scheme];
  if (!colors) return <div className={styles.branded}>{children}</div>;
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
    <div className={styles.branded} style={style}>
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
  if (!brand) return <img src={icon} alt="" width={size} height={size} />;
  if (brand.logo)
    return (
      <img
        src={brand.logo.url}
        alt=""
        className={styles.logo}
        style={{ height: size }}
        width={brand.logo.width}
        height={brand.logo.height}
      />
    );
  return (
    <span className={styles.letter} style={{ width: size, height: size }} aria-hidden>
      {[...brand.name][0]?.toUpperCase()}
    </span>
  );
}
