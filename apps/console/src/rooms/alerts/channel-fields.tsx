import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useWords } from '../../language/language.ts';
import styles from './alerts.module.css';
import { channelKinds, withKind, type ChannelDraft, type ChannelFieldsProps } from './channel-draft.ts';
import { EmailFields } from './email-fields.tsx';
import { MqttFields } from './mqtt-fields.tsx';

/** The fields of a channel. Its kind is chosen once. */
export function ChannelFields(props: ChannelFieldsProps) {
  const { t } = useWords();
  const { channel, draft, change, isChecked } = props;
  return (
    <>
      <div className={styles.fields}>
        {!channel && (
          <NativeSelect
            label={t('channels.kindLabel')}
            data={channelKinds.map((value) => ({ value, label: t(`channels.kind.${value}`) }))}
            value={draft.kind}
            onChange={(event) => change(withKind(event.currentTarget.value as ChannelDraft['kind']))}
          />
        )}
        <TextInput
          label={t('channels.name')}
          error={isChecked && draft.name.trim() === '' && t('channels.nameHint')}
          maxLength={120}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {draft.kind === 'webhook' && <UrlField {...props} />}
        {draft.kind === 'email' && <EmailFields {...props} />}
        {draft.kind === 'mqtt' && <MqttFields {...props} />}
      </div>
      <Checkbox
        label={t('channels.switchOn')}
        checked={draft.isOn}
        onChange={(event) => change({ isOn: event.currentTarget.checked })}
      />
    </>
  );
}

function UrlField({ draft, change, isChecked }: ChannelFieldsProps) {
  const { t } = useWords();
  return (
    <TextInput
      type="url"
      label={t('channels.url')}
      description={t('channels.urlHelp')}
      error={isChecked && !isWebUrl(draft.url) && t('channels.urlHint')}
      maxLength={2000}
      value={draft.url}
      onChange={(event) => change({ url: event.currentTarget.value })}
    />
  );
}

const isWebUrl = (text: string): boolean =>
  URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
