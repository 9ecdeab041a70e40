import { z } from 'zod';

export const smtpSecurities = ['tls', 'starttls', 'none'] as const;
export const mqttSecurities = ['tls', 'none'] as const;
export const channelLanguages = ['en', 'zh'] as const;

function isWebUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}

const webUrl = z.string().max(2000, 'expected at most 2000 characters');

/** What only a webhook has. */
export const webhookFields = {
  url: webUrl
    .refine(
      isWebUrl,
      'expected an http or https URL without user name and password, for example https://hooks.example.org/vialog',
    )
    .describe('URL that receives the alerts by POST'),
};

const isHost = (text: string): boolean =>
  URL.canParse(`https://${text}/`) && new URL(`https://${text}/`).hostname === text.toLowerCase();

const mailAddress = z
  .email('expected an e-mail address, for example operations@example.org')
  .max(254, 'expected at most 254 characters');

const hostLike = (example: string) =>
  z
    .string()
    .max(253, 'expected at most 253 characters')
    .refine(isHost, `expected a host name or an address, for example ${example}`);
const consoleUrl = webUrl
  .refine(isWebUrl, 'expected an http or https URL, for example https://vialog.example.org')
  .optional();

/** What only e-mail has. */
export const emailFields = {
  host: hostLike('smtp.example.org').describe('SMTP server that accepts the messages'),
  port: z.int().min(1).max(65_535).describe('Port of the SMTP server'),
  security: z
    .enum(smtpSecurities)
    .describe(
      'tls: TLS from the start, usual at port 465; starttls: TLS is required after the greeting, usual at port 587; none: not encrypted',
    ),
  username: z.string().min(1).max(200).optional().describe('User name at the SMTP server'),
  from: mailAddress.describe('Address of the sender'),
  to: z.array(mailAddress).min(1).max(50).describe('Addresses of the receivers'),
  language: z.enum(channelLanguages).describe('Language of the messages'),
  consoleUrl: consoleUrl.describe('URL of the console, for the link in the messages'),
};

const topic = z
  .string()
  .regex(
    /^[\w.-]{1,100}(\/[\w.-]{1,100}){0,9}$/,
    'expected levels of letters, digits, dots, hyphens and underscores, separated by /, for example city/vialog',
  );

/** What only MQTT has. */
export const mqttFields = {
  host: hostLike('mqtt.example.org').describe('MQTT broker'),
  port: z.int().min(1).max(65_535).describe('Port of the broker'),
  security: z
    .enum(mqttSecurities)
    .describe('tls: usual at port 8883; none: not encrypted, usual at port 1883'),
  username: z.string().min(1).max(200).optional().describe('User name at the broker'),
  topicPrefix: topic.describe('First levels of all topics, for example vialog'),
  discoveryPrefix: topic
    .optional()
    .describe(
      'First levels of the discovery topics of Home Assistant, by default homeassistant there; absent: no discovery',
    ),
  consoleUrl: consoleUrl.describe('URL of the console, which Home Assistant shows with the device'),
};

export const channelPassword = z
  .string()
  .min(1, 'expected 1 to 1000 characters')
  .max(1000, 'expected 1 to 1000 characters')
  .describe('Password of the user name; no response contains it');
