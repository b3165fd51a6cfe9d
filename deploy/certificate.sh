#!/bin/sh
# Hands the certificate of TURN's name and its key on from Caddy to coturn, in one file, now and after each renewal.
set -u
umask 027
trap 'exit 0' TERM INT

while :; do
    # The newest, where several authorities were asked in turn.
    cert=$(ls -t /data/caddy/certificates/*/"$TURN_DOMAIN/$TURN_DOMAIN.crt" 2>/dev/null | head -n 1)
    if [ -n "$cert" ] && cat "$cert" "${cert%.crt}.key" >/turn-certificate/next.pem; then
        if cmp -s /turn-certificate/next.pem /turn-certificate/turn.pem; then
            rm /turn-certificate/next.pem
        else
            mv /turn-certificate/next.pem /turn-certificate/turn.pem
            echo "Handed on $cert."
        fi
        : >/tmp/handed-on
    fi
    sleep 5 &
    wait $!
done
