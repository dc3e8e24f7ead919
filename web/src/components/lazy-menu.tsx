import type { Menu as MantineMenu, MenuProps } from '@mantine/core';
import {
  type ButtonHTMLAttributes,
  cloneElement,
  type ReactElement,
  type ReactNode,
  useEffect,
  useState,
} from 'react';

export type MenuKit = typeof MantineMenu;
/** What opens, made of the parts of Mantine's menu. */
export type MenuContent = (Menu: MenuKit) => ReactNode;

let kit: MenuKit | undefined;
let loading: Promise<MenuKit> | undefined;

/** Once for all menus. */
function load(): Promise<MenuKit> {
  loading ??= import('./menu-kit.ts').then(({ Menu }) => {
    kit = Menu;
    return Menu;
  });
  // The next click asks again.
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

interface Props extends Omit<MenuProps, 'children' | 'defaultOpened'> {
  /** The button. */
  readonly target: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  readonly children: MenuContent;
}

/**
 * A menu that costs a button until it is opened: what it is made of is fetched once the page is there, and put in place
 * at the first click.
 */
export function LazyMenu({ target, children, ...props }: Props) {
  const [Menu, setMenu] = useState<MenuKit>();
  useEffect(() => {
    if (kit) return;
    const timer = setTimeout(() => load().catch(() => {}), 1000);
    return () => clearTimeout(timer);
  }, []);
  if (!Menu)
    return cloneElement(target, {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onClick: () =>
        kit
          ? setMenu(() => kit)
          : load().then(
              (loaded) => setMenu(() => loaded),
              // As any other part that can't be fetched.
              (error) =>
                setMenu(() => {
                  throw error;
                }),
            ),
    });
  return (
    <Menu {...props} defaultOpened>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>{children(Menu)}</Menu.Dropdown>
    </Menu>
  );
}
