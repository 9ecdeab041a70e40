export { HttpWebhookSender, type HttpWebhookSenderOptions } from './http-webhook-sender.ts';
