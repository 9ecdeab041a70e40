import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createQueries } from './api/queries.ts';
import { SignInGate } from './rooms/sign-in/sign-in-gate.tsx';
import { router } from './router.tsx';
import { theme, themeVariables } from './shell/theme.ts';
import { themeStore } from './shell/theme-store.ts';

const nonce = () => document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.nonce ?? '';

/** The application: theme, queries, sign-in and routes. */
export function Console() {
  const [queries] = useState(createQueries);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={themeVariables}
      colorSchemeManager={themeStore}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <QueryClientProvider client={queries}>
        <SignInGate>
          <RouterProvider router={router} />
        </SignInGate>
      </QueryClientProvider>
    </MantineProvider>
  );
}
