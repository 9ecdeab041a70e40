import { useMantineColorScheme } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { meQuery } from '../api/queries.ts';
import { signOut } from '../api/session.ts';
import { chooseLanguage, useWords } from '../language/language.ts';
import type { Command } from './command.ts';

/** Actions, by the permission that they need. The server checks the permission again. */
export function useActionCommands(onHelp: () => void): readonly Command[] {
  const me = useQuery(meQuery);
  const ofCamera = useCameraActions();
  const writing = useWritingActions();
  const choices = useChoices(onHelp);
  const mayWrite = me.data?.permissions.includes('write') === true;
  return mayWrite ? [...ofCamera, ...writing, ...choices] : choices;
}

function useAction() {
  const { t } = useWords();
  return (name: string, run: () => void, shortcut?: string): Command => ({
    key: `action ${name}`,
    kind: 'action',
    label: t(`palette.action.${name}`),
    keywords: t(`palette.keywords.${name}`),
    ...(shortcut !== undefined && { shortcut }),
    run,
  });
}

/** Actions for the camera that is shown. */
function useCameraActions(): readonly Command[] {
  const action = useAction();
  const router = useRouter();
  const { cameraId } = useParams({ strict: false });
  if (cameraId === undefined) return [];
  const params = { cameraId };
  return [
    action('editZones', () => void router.navigate({ to: '/cameras/$cameraId/zones', params })),
    action('editCamera', () => void router.navigate({ to: '/cameras/$cameraId/edit', params })),
    action('handCount', () => void router.navigate({ to: '/cameras/$cameraId/hand-count', params })),
  ];
}

function useWritingActions(): readonly Command[] {
  const action = useAction();
  const router = useRouter();
  return [
    action('addCamera', () => void router.navigate({ to: '/cameras/new' }), 'g a'),
    action('importCameras', () => void router.navigate({ to: '/cameras/import' })),
    action('findCameras', () => void router.navigate({ to: '/cameras/find' })),
    action('addSite', () => void router.navigate({ to: '/sites', search: { site: 'new' } })),
    action('addRule', () => void router.navigate({ to: '/alerts', search: { rule: 'new' } })),
    action('addChannel', () => void router.navigate({ to: '/alerts', search: { channel: 'new' } })),
  ];
}

function useChoices(onHelp: () => void): readonly Command[] {
  const action = useAction();
  const { language } = useWords();
  const queries = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const leave = () =>
    void signOut()
      .catch(() => undefined)
      .finally(() => void queries.resetQueries());
  return [
    action('language', () => void chooseLanguage(language === 'zh' ? 'en' : 'zh')),
    action('light', () => setColorScheme('light')),
    action('dark', () => setColorScheme('dark')),
    action('help', onHelp, '?'),
    action('signOut', leave),
  ];
}
