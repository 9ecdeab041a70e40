export interface OnvifHttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A SOAP 1.2 fault. */
export const faultOf = (subcode: string, reason: string): string =>
  '<?xml version="1.0"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:ter="http://www.onvif.org/ver10/error">' +
  `<env:Body><env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>${subcode}</env:Value></env:Subcode></env:Code>` +
  `<env:Reason><env:Text xml:lang="en">${reason}</env:Text></env:Reason></env:Fault></env:Body></env:Envelope>`;

export const actionNotSupported: OnvifHttpResponse = {
  status: 500,
  body: faultOf('ter:ActionNotSupported', 'Optional Action Not Implemented'),
};
