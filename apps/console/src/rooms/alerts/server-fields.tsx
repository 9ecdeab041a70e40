import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { NumberField } from '../../forms/number-field.tsx';
import { useWords } from '../../language/language.ts';
import {
  needsPassword,
  securitiesOf,
  withSecurity,
  type ChannelDraft,
  type ChannelFieldsProps,
} from './channel-draft.ts';

const portRange = [1, 65_535] as const;

/** The server or broker that receives what the channel sends. */
export function ServerFields({ draft, change, isChecked }: ChannelFieldsProps) {
  const { t } = useWords();
  const isMqtt = draft.kind === 'mqtt';
  return (
    <>
      <TextInput
        label={t(isMqtt ? 'channels.brokerHost' : 'channels.host')}
        error={
          isChecked && draft.host.trim() === '' && t(isMqtt ? 'channels.brokerHostHint' : 'channels.hostHint')
        }
        maxLength={253}
        spellCheck={false}
        value={draft.host}
        onChange={(event) => change({ host: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('channels.security')}
        data={securitiesOf[draft.kind].map((value) => ({
          value,
          label: t(isMqtt ? `channels.mqttSecurities.${value}` : `channels.securities.${value}`),
        }))}
        value={draft.security}
        onChange={(event) =>
          change(withSecurity(draft, event.currentTarget.value as ChannelDraft['security']))
        }
      />
      <NumberField
        label={t('channels.port')}
        text={draft.port}
        range={portRange}
        hint={t('channels.portHint')}
        error={isChecked && draft.port.trim() === '' && t('channels.portHint')}
        onText={(port) => change({ port })}
      />
    </>
  );
}

/** The user name and password at the server. */
export function AccountFields({ channel, draft, change, isChecked }: ChannelFieldsProps) {
  const { t } = useWords();
  const needed = needsPassword(draft, channel);
  const isSaved = draft.username !== '' && draft.password === '' && !needed;
  return (
    <>
      <TextInput
        label={t('channels.username')}
        autoComplete="off"
        maxLength={200}
        spellCheck={false}
        value={draft.username}
        onChange={(event) => change({ username: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('channels.password')}
        error={isChecked && needed && t('channels.passwordHint')}
        aria-invalid={isChecked && needed}
        placeholder={isSaved ? t('add.savedSecret') : ''}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        autoComplete="new-password"
        disabled={draft.username === ''}
        value={draft.password}
        onChange={(event) => change({ password: event.currentTarget.value })}
      />
    </>
  );
}
