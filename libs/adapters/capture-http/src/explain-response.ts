import { explainConnection, type StreamFault } from '@vialog/capture';

const offline = (detail: string): StreamFault => ({ reason: 'offline', detail });
const noFrame = (detail: string): StreamFault => ({ reason: 'no_frame', detail });

/** What a status other than 200, 304 and a redirect means for the camera. */
export function explainStatus(status: number): StreamFault {
  if (status === 401 || status === 407) {
    return offline(`the camera asks for a user name and password (${status}), which is not supported yet`);
  }
  if (status === 403) return offline('the camera refuses this picture (403); check its access settings');
  if (status === 404 || status === 410) {
    return offline(`the camera knows no such picture (${status}); check the path`);
  }
  if (status === 429) return offline('the camera is asked too often (429); make the interval longer');
  if (status >= 500) return offline(`the camera answered with a server error (${status})`);
  return offline(`the camera answered ${status} where a picture was expected`);
}

/** Why a body of this type is no picture; undefined for pictures and for what does not say what it is. */
export function explainContentType(header: string | undefined): StreamFault | undefined {
  const type = (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === '' || type === 'application/octet-stream' || /^image\/(jpe?g|pjpeg|png)$/.test(type))
    return undefined;
  if (type === 'text/html' || type === 'application/xhtml+xml') {
    return noFrame(
      'a web page came instead of a picture; use the URL of the picture itself, not of its page',
    );
  }
  if (type === 'multipart/x-mixed-replace') {
    return noFrame(
      'this is a motion JPEG stream, which is not supported yet; use the URL of a single picture',
    );
  }
  return noFrame(`expected a JPEG picture and found ${type.replace(/[^\w./+-]/g, '?').slice(0, 60)}`);
}

/** What an error of the connection means. @param code Node's error code */
export function explainHttpConnection(code: string): StreamFault {
  if (code.startsWith('HPE_'))
    return offline('the server at this address does not speak HTTP; check the port');
  return explainConnection(code, 'http');
}
