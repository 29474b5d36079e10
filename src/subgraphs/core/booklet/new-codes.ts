import { toString as drawQrCode } from 'qrcode';
import { newShortCode, newToken, readCode } from './booklet-code';
import type { RequestContext } from '../../../access/request-context';
import { GeleitError } from '../../../platform/errors';
import { BOOKLET_CODE_KEY } from './booklet-code-key';
import type { CodeHashes } from './booklet.store';
import type { IssuedBooklet } from './booklet.type';

/** Codes as they are shown once, and what is kept of them. */
export interface NewCodes {
  readonly shown: Pick<IssuedBooklet, 'token' | 'shortCode' | 'qrCode'>;
  readonly hashes: CodeHashes;
}

/** @throws GeleitError BOOKLETS_UNAVAILABLE where the hub has no key for codes */
export async function newCodes({ services }: RequestContext): Promise<NewCodes> {
  const bookletCodes = services.get(BOOKLET_CODE_KEY);
  if (!bookletCodes) throw new GeleitError('BOOKLETS_UNAVAILABLE', 'This hub has no key for the codes of booklets.');
  const [token, shortCode] = [newToken(), newShortCode()];
  const hashOf = (code: string): Buffer => bookletCodes.hash(readCode(code)!);
  return {
    shown: { token, shortCode, qrCode: await drawQrCode(token, { type: 'svg', errorCorrectionLevel: 'M' }) },
    hashes: { token: hashOf(token), shortCode: hashOf(shortCode) },
  };
}
