import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { isTemporary, isUnauthenticated } from '../../api/call.ts';
import { meQuery } from '../../api/queries.ts';
import { LiveProvider } from '../../live/live-provider.tsx';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { signIn, takeLinkFromAddress } from '../../api/session.ts';
import { SignInPage } from './sign-in-page.tsx';

/**
 * Shows the rooms to a signed-in user, otherwise the sign-in page at the same address. The board is shown at once: it opens
 * kiosk links, says itself when its session has ended, and continues without a person.
 */
export function SignInGate({ children }: { children: ReactNode }) {
  const [isBoard] = useState(() => location.pathname === '/board');
  return isBoard ? children : <RoomGate>{children}</RoomGate>;
}

const retryMs = 5_000;

function RoomGate({ children }: { children: ReactNode }) {
  const { opening, failure } = useLinkInAddress();
  const me = useQuery({
    ...meQuery,
    enabled: !opening,
    // A server that is started later is found without a reload.
    refetchInterval: ({ state }) => state.error !== null && isTemporary(state.error) && retryMs,
  });
  useSignedOutWatch();
  if (opening || me.isPending) return <LoadingNotice />;
  if (isUnauthenticated(me.error)) return <SignInPage failure={failure} />;
  if (me.error && !me.data) return <ErrorNotice isPage error={me.error} onRetry={() => void me.refetch()} />;
  if (me.data && !me.data.permissions.includes('read')) return <ToBoard />;
  return <LiveProvider>{children}</LiveProvider>;
}

/** A screen with a kiosk link may see the board only. */
function ToBoard() {
  useEffect(() => location.replace('/board'), []);
  return <LoadingNotice />;
}

/** Signs in with the `#link=…` of an address that the server printed. */
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

/** A link works once, but React may run an effect twice. */
function openLink(secret: string): Promise<void> {
  let known = opened.get(secret);
  known ??= signIn(secret);
  opened.set(secret, known);
  return known;
}

/** After HTTP 401 on any request it refetches the session, which shows the sign-in page. */
function useSignedOutWatch(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const isOpen = () => queries.getQueryState(meQuery.queryKey)?.status === 'success';
    return queries.getQueryCache().subscribe(({ query, type }) => {
      if (type !== 'updated' || !isUnauthenticated(query.state.error) || !isOpen()) return;
      void queries.resetQueries({ queryKey: meQuery.queryKey });
    });
  }, [queries]);
}
