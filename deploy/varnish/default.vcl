# Varnish in front of Newsroom CMS; needs the modules xkey and var (Debian: varnish-modules).
#
# Kept are answers of the API to GET and feeds, each with the cache tags that its header xkey names. The CMS
# purges by tag after every change. What was purged is asked for again at once; only where the CMS
# doesn't answer do readers get an old answer, for as long as its stale-if-error allows.

vcl 4.1;

import std;
import var;
import xkey;

# Where the CMS is, and who may purge.
include "backend.vcl";

sub vcl_recv {
    # To the CMS these are the same names as with hyphens, which Varnish and what is before it write.
    unset req.http.X_Forwarded_For;
    unset req.http.X_Forwarded_Proto;
    if (req.restarts == 0) {
        unset req.http.X-Serve-Old;
        unset req.http.X-Ask-Again;
    }
    if (req.method == "PURGE") {
        call purge_tags;
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.url !~ "^/(graphql/?\?|feeds/legal/[A-Za-z0-9-]+\.atom$)" || req.http.Authorization) {
        return (pass);
    }
    # Whether what is kept is new enough only the CMS knows, and what a preview shows.
    if (req.http.X-Content-Version-At-Least || req.http.X-Preview) {
        return (pass);
    }
    # Without a document it is a person who wants the explorer.
    if (req.url ~ "^/graphql" && req.url !~ "[?&](documentId|query|extensions)=") {
        return (pass);
    }

    # An answer depends on the question alone, and comes as one of two media types; a feed as one.
    unset req.http.Cookie;
    if (req.url ~ "^/feeds/") {
        unset req.http.Accept;
    } elseif (req.http.Accept ~ "application/graphql-response\+json") {
        set req.http.Accept = "application/graphql-response+json";
    } else {
        set req.http.Accept = "application/json";
    }
    set req.url = std.querysort(regsub(req.url, "^/graphql\?", "/graphql/?"));
    if (req.http.X-Serve-Old) {
        # No more than each answer's own.
        set req.grace = 1y;
    } elseif (req.http.X-Ask-Again) {
        set req.grace = 0s;
    }
    return (hash);
}

sub purge_tags {
    # A comma: somebody else's request that a proxy on a trusted machine has handed on.
    if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
        return (synth(403, "Forbidden"));
    }
    if (!req.http.xkey) {
        return (synth(400, "The header xkey is missing"));
    }
    # An answer that is older than this and still on its way isn't to be kept either.
    if (std.integer(req.http.X-Content-Version, 0) > std.integer(var.global_get("version"), 0)) {
        var.global_set("version", req.http.X-Content-Version);
    }
    return (synth(200, "Purged " + xkey.softpurge(req.http.xkey)));
}

sub vcl_hash {
    hash_data(req.url);
    return (lookup);
}

sub vcl_hit {
    set req.http.X-Cache = "hit";
    if (obj.ttl > 0s) {
        return (deliver);
    }
    set req.http.X-Cache = "stale";
    if (req.http.X-Serve-Old || !std.healthy(req.backend_hint)) {
        return (deliver);
    }
    # One that has only grown old may be served while it is renewed. One that was purged has ceased
    # to be fresh at another moment than the one foreseen.
    if (now + obj.ttl - std.real2time(std.real(obj.http.X-Fresh-Until, 0.0), now) > -10ms
        && now + obj.ttl - std.real2time(std.real(obj.http.X-Fresh-Until, 0.0), now) < 10ms
        && obj.ttl + std.duration(real = std.real(obj.http.X-While-Revalidate, 0.0)) > 0s) {
        return (deliver);
    }
    set req.http.X-Ask-Again = "1";
    return (restart);
}

sub vcl_miss {
    set req.http.X-Cache = "miss";
}

sub vcl_pass {
    set req.http.X-Cache = "pass";
}

sub vcl_backend_response {
    # The id of one request; what is kept is for many.
    unset beresp.http.X-Request-ID;
    if (bereq.uncacheable) {
        return (deliver);
    }
    # Where there is an old answer it is better than this one. If it is being served already, this
    # is an attempt to renew it.
    if (beresp.status >= 500 && (bereq.is_bgfetch || !bereq.http.X-Serve-Old)) {
        return (abandon);
    }
    # What isn't said to be kept is not kept.
    if (beresp.status != 200 || beresp.http.Set-Cookie || beresp.ttl <= 0s
        || beresp.http.Cache-Control !~ "(^|[ ,])(s-maxage|max-age)="
        || beresp.http.Cache-Control ~ "no-store|no-cache|private") {
        set beresp.uncacheable = true;
        # What is remembered of it would hide an answer that is kept later, should the CMS fail then.
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        set beresp.keep = 0s;
        if (beresp.status >= 300 && beresp.status < 500) {
            set beresp.ttl = 10s;
        }
        return (deliver);
    }
    set beresp.http.X-While-Revalidate = "0";
    if (beresp.http.Cache-Control ~ "stale-while-revalidate=[0-9]") {
        set beresp.http.X-While-Revalidate =
            regsub(beresp.http.Cache-Control, "^.*stale-while-revalidate=([0-9]+).*$", "\1");
    }
    set beresp.grace = std.duration(real = std.real(beresp.http.X-While-Revalidate, 0.0));
    if (beresp.http.Cache-Control ~ "stale-if-error=[0-9]") {
        set beresp.grace = std.duration(regsub(
            beresp.http.Cache-Control, "^.*stale-if-error=([0-9]+).*$", "\1s"), 0s);
    }
    # For asking whether what was purged has changed, by its ETag.
    set beresp.keep = beresp.grace;
    set beresp.http.X-Fresh-Until = std.time2real(now + beresp.ttl, 0.0);
    if (beresp.http.X-Content-Version
        && std.integer(beresp.http.X-Content-Version, 0)
            < std.integer(var.global_get("version"), 0)) {
        # With none at all, nobody would find it when the CMS fails next.
        set beresp.ttl = 0.001ms;
        set beresp.http.X-Fresh-Until = "0";
    }
    return (deliver);
}

sub vcl_backend_error {
    if (bereq.is_bgfetch || (!bereq.uncacheable && !bereq.http.X-Serve-Old)) {
        return (abandon);
    }
    if (bereq.url ~ "^/graphql(/|\?|$)") {
        set beresp.http.Content-Type = "application/json; charset=utf-8";
        set beresp.http.Access-Control-Allow-Origin = "*";
        set beresp.http.Cache-Control = "no-store";
        set beresp.http.Retry-After = "5";
        set beresp.body = """{"errors":[{"message":"The CMS can't be reached.","""
            + """"extensions":{"code":"UNAVAILABLE"}}]}""";
        return (deliver);
    }
}

sub vcl_synth {
    # The CMS has failed: once more, now for an old answer.
    if (resp.status == 503 && !req.http.X-Serve-Old) {
        set req.http.X-Serve-Old = "1";
        return (restart);
    }
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    set resp.body = resp.reason + {"
"};
    return (deliver);
}

sub vcl_deliver {
    set resp.http.X-Cache = req.http.X-Cache;
    unset resp.http.xkey;
    unset resp.http.X-Fresh-Until;
    unset resp.http.X-While-Revalidate;
}
