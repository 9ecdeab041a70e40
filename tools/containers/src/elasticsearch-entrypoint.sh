#!/bin/sh
# Like the official image: variables with a dot in their name become settings. The shell drops such names, so they are read
# from its initial environment.
set -eu
set --
for name in $(tr '\0' '\n' < /proc/$$/environ | sed -n 's/^\([a-z_]*\.[a-z._]*\)=.*/\1/p'); do
  value=$(tr '\0' '\n' < /proc/$$/environ | sed -n "s/^$name=//p")
  set -- "$@" -E "$name=$value"
done
exec /usr/share/elasticsearch/bin/elasticsearch -E network.host=0.0.0.0 "$@"
