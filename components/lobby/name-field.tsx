import type { ComponentProps } from 'react';
import { limits } from '@/lib/protocol';
import { TextField } from '../ui/text-field';

/** Where a person says what the others are to call them. */
export function NameField(props: Omit<ComponentProps<typeof TextField>, 'label'>) {
  return (
    <TextField
      label="Your name"
      maxLength={limits.displayNameLength}
      autoComplete="name"
      autoCapitalize="words"
      spellCheck={false}
      {...props}
    />
  );
}
