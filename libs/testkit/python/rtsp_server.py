"""Serves one H.264 stream over RTSP on 127.0.0.1, for tests.

usage: rtsp_server.py PORT PATH LAUNCH [CLIP FPS]
       VIALOG_RTSP_AUTH='METHOD USER PASSWORD' with METHOD basic or digest: the stream requires this user
       VIALOG_RTSP_CERTIFICATE=FILE, a PEM file with certificate and key: the server speaks TLS (needs VIALOG_RTSP_AUTH)

PORT 0 means any free port; the port is printed as the first line. LAUNCH is GStreamer's text form of a pipeline that
ends in a payloader named pay0. If it holds an appsrc named clip, that is fed with the frames of CLIP, a bare H.264
stream with access unit delimiters, again and again at FPS frames per second.
"""
import os
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

DELIMITER = b"\x00\x00\x00\x01\x09"


def loop_clip(media, frames, fps):
    """Feeds the media's appsrc until the server ends; every media starts at the first frame with time 0."""
    sent = 0

    def push(source, _length):
        nonlocal sent
        buffer = Gst.Buffer.new_wrapped(frames[sent % len(frames)])
        buffer.pts = buffer.dts = sent * Gst.SECOND // fps
        buffer.duration = Gst.SECOND // fps
        sent += 1
        source.emit("push-buffer", buffer)

    media.get_element().get_by_name("clip").connect("need-data", push)


def require_user(server, factory, method, user, password):
    """Lets only this user see the stream."""
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    if method == "basic":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(user, password, token)
    if "VIALOG_RTSP_CERTIFICATE" in os.environ:
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(os.environ["VIALOG_RTSP_CERTIFICATE"]))
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    factory.set_permissions(permissions)


def main(port, path, launch, clip=None, fps="25"):
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(port)

    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(launch)
    factory.set_shared(True)
    if clip is not None:
        with open(clip, "rb") as file:
            frames = [DELIMITER + rest for rest in file.read().split(DELIMITER)[1:]]
        factory.connect("media-configure", lambda _factory, media: loop_clip(media, frames, int(fps)))
    server.get_mount_points().add_factory(path, factory)

    if "VIALOG_RTSP_AUTH" in os.environ:
        require_user(server, factory, *os.environ["VIALOG_RTSP_AUTH"].split(" "))
    if server.attach(None) == 0:
        sys.exit(f"port {port} of 127.0.0.1 is taken")
    print(server.get_bound_port(), flush=True)
    GLib.MainLoop().run()


main(*sys.argv[1:])
