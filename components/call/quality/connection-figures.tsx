import type { PeerQuality } from '@/lib/quality/quality-state';
import { describeRate, describeShare } from './describe-figures';
import { useQualityState } from './use-quality';

interface Figure {
  name: string;
  value: string;
}

function figuresOf(quality: PeerQuality | undefined, isRelayed: boolean): Figure[] {
  const path = { name: 'Path', value: isRelayed ? 'through a relay' : 'direct' };
  const sample = quality?.sample;
  if (!sample) return [path];
  const { rttMs, jitterMs, inboundLossShare, outboundLossShare, pictures } = sample;
  const ms = (value: number | null) => (value === null ? 'not known yet' : `${Math.round(value)} ms`);
  return [
    { name: 'Round trip', value: ms(rttMs) },
    { name: 'Jitter', value: ms(jitterMs) },
    { name: 'Lost on the way to you', value: describeShare(inboundLossShare) },
    { name: 'Lost on the way to them', value: describeShare(outboundLossShare) },
    { name: 'Receiving', value: describeRate(sample.receivedKbps) },
    { name: 'Sending', value: describeRate(sample.sentKbps) },
    { name: 'Their camera', value: `${Math.round(pictures.camera.decodedFps)} frames a second` },
    path,
  ];
}

interface ConnectionFiguresProps {
  participantId: string;
  isRelayed: boolean;
}

/** The figures of one connection, for those who want to know. */
export function ConnectionFigures({ participantId, isRelayed }: ConnectionFiguresProps) {
  const quality = useQualityState(({ peers }) => peers.get(participantId));
  return (
    <dl className="grid gap-1 text-sm">
      {figuresOf(quality, isRelayed).map(({ name, value }) => (
        <div key={name} className="flex justify-between gap-4">
          <dt className="text-text-muted">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
