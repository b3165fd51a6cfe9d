import { avatarLook } from './avatar-look';
import { classNames } from './class-names';

interface AvatarProps {
  name: string;
  /** Its size; the letters follow. */
  className?: string;
}

/** A person without a picture: initials on a colour that belongs to the name. Decoration; the name is said elsewhere. */
export function Avatar({ name, className }: AvatarProps) {
  const { initials, tone } = avatarLook(name);
  return (
    <span
      aria-hidden="true"
      style={{ backgroundColor: tone }}
      className={classNames(
        '@container inline-flex aspect-square shrink-0 select-none items-center justify-center overflow-hidden rounded-full',
        className,
      )}
    >
      <span className="font-semibold text-[38cqi] leading-none tracking-tight text-white">{initials}</span>
    </span>
  );
}
