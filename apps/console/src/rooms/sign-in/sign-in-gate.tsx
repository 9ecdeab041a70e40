import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { isSignedOut } from '../../api/call.ts';
import { meQuery } from '../../api/queries.ts';
import { LiveProvider } from '../../live/live-provider.tsx';
import { Trouble, Waiting } from '../../shell/notices.tsx';
import { signIn, takeLinkFromAddress } from '../../api/session.ts';
import { SignInPage } from './sign-in-page.tsx';

/** Shows the rooms to whoever is signed in, else the sign-in page in their place: the address stays. */
export function SignInGate({ children }: { children: ReactNode }) {
  const { opening, failure } = useLinkInAddress();
  const me = useQuery({ ...meQuery, enabled: !opening });
  useSignedOutWatch();
  if (opening || me.isPending) return <Waiting />;
  if (isSignedOut(me.error)) return <SignInPage failure={failure} />;
  if (me.error && !me.data) return <Trouble error={me.error} onRetry={() => void me.refetch()} />;
  return <LiveProvider>{children}</LiveProvider>;
}

/** `/#link=…` printed by the server signs in by itself. */
function useLinkInAddress() {
  const [secret] = useState(takeLinkFromAddress);
  const [opening, setOpening] = useState(secret !== undefined);
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    if (secret === undefined) return;
    openLink(secret)
      .catch((error: unknown) => setFailure(error as Error))
      .finally(() => setOpening(false));
  }, [secret]);
  return { opening, failure };
}

const opened = new Map<string, Promise<void>>();

/** A link works once; React may run an effect twice. */
function openLink(secret: string): Promise<void> {
  let known = opened.get(secret);
  known ??= signIn(secret);
  opened.set(secret, known);
  return known;
}

/** When any request comes back with 401 the session is over: ask who we are, and the gate closes. */
function useSignedOutWatch(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const isOpen = () => queries.getQueryState(meQuery.queryKey)?.status === 'success';
    return queries.getQueryCache().subscribe(({ query, type }) => {
      if (type !== 'updated' || !isSignedOut(query.state.error) || !isOpen()) return;
      void queries.resetQueries({ queryKey: meQuery.queryKey });
    });
  }, [queries]);
}
