import { TextInput } from '@mantine/core';
import { useWords } from '../../language/language.ts';
import type { ChannelFieldsProps } from './channel-draft.ts';
import { ConsoleUrlField } from './console-url-field.tsx';
import { AccountFields, ServerFields } from './server-fields.tsx';

/** The broker and the topics. */
export function MqttFields(props: ChannelFieldsProps) {
  const { t } = useWords();
  const { draft, change, isChecked } = props;
  return (
    <>
      <ServerFields {...props} />
      <AccountFields {...props} />
      <TextInput
        label={t('channels.topicPrefix')}
        description={t('channels.topicPrefixHelp')}
        error={isChecked && !isTopic(draft.topicPrefix) && t('channels.topicHint')}
        spellCheck={false}
        value={draft.topicPrefix}
        onChange={(event) => change({ topicPrefix: event.currentTarget.value })}
      />
      <TextInput
        label={t('channels.discoveryPrefix')}
        description={t('channels.discoveryPrefixHelp')}
        error={
          isChecked &&
          draft.discoveryPrefix.trim() !== '' &&
          !isTopic(draft.discoveryPrefix) &&
          t('channels.topicHint')
        }
        spellCheck={false}
        value={draft.discoveryPrefix}
        onChange={(event) => change({ discoveryPrefix: event.currentTarget.value })}
      />
      <ConsoleUrlField draft={draft} change={change} help={t('channels.deviceUrlHelp')} />
    </>
  );
}

const isTopic = (text: string): boolean => /^[\w.-]{1,100}(\/[\w.-]{1,100}){0,9}$/.test(text.trim());
