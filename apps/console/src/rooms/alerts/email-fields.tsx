import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { listOf } from '../../forms/field-values.ts';
import { NumberField } from '../../forms/number-field.tsx';
import { useWords } from '../../language/language.ts';
import {
  mailLanguages,
  needsPassword,
  securities,
  withSecurity,
  type ChannelDraft,
  type ChannelFieldsProps,
} from './channel-draft.ts';

const portRange = [1, 65_535] as const;

/** The server, the addresses and the language of messages. */
export function EmailFields(props: ChannelFieldsProps) {
  return (
    <>
      <ServerFields {...props} />
      <AccountFields {...props} />
      <MessageFields {...props} />
    </>
  );
}

function ServerFields({ draft, change, isChecked }: ChannelFieldsProps) {
  const { t } = useWords();
  return (
    <>
      <TextInput
        label={t('channels.host')}
        error={isChecked && draft.host.trim() === '' && t('channels.hostHint')}
        maxLength={253}
        spellCheck={false}
        value={draft.host}
        onChange={(event) => change({ host: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('channels.security')}
        data={securities.map((value) => ({ value, label: t(`channels.securities.${value}`) }))}
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

function AccountFields({ channel, draft, change, isChecked }: ChannelFieldsProps) {
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
        aria-invalid={isChecked && needed}
        placeholder={isSaved ? t('add.savedSecret') : ''}
        autoComplete="new-password"
        disabled={draft.username === ''}
        value={draft.password}
        onChange={(event) => change({ password: event.currentTarget.value })}
      />
    </>
  );
}

function MessageFields({ draft, change, isChecked }: ChannelFieldsProps) {
  const { t } = useWords();
  const receivers = listOf(draft.to);
  return (
    <>
      <TextInput
        label={t('channels.from')}
        error={isChecked && !isAddress(draft.from.trim()) && t('channels.addressHint')}
        maxLength={254}
        value={draft.from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        label={t('channels.to')}
        description={t('channels.toHelp')}
        error={
          isChecked && (receivers.length === 0 || !receivers.every(isAddress)) && t('channels.addressHint')
        }
        value={draft.to}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('channels.language')}
        data={mailLanguages.map((value) => ({ value, label: t(`channels.languageOf.${value}`) }))}
        value={draft.language}
        onChange={(event) => change({ language: event.currentTarget.value as ChannelDraft['language'] })}
      />
      <TextInput
        type="url"
        label={t('channels.consoleUrl')}
        description={t('channels.consoleUrlHelp')}
        value={draft.consoleUrl}
        onChange={(event) => change({ consoleUrl: event.currentTarget.value })}
      />
    </>
  );
}

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);
