import { Anchor, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'style' | 'color'> & {
  readonly ref?: Ref<HTMLAnchorElement>;
};

/** A link of the app that looks like a button: it can be opened in a new tab. */
export const LinkButton = createLink(({ ref, ...props }: LinkProps & ButtonProps) => (
  <Button ref={ref} component="a" {...props} />
));

/** A link of the app in running text. */
export const TextLink = createLink(({ ref, ...props }: LinkProps) => <Anchor ref={ref} {...props} />);
