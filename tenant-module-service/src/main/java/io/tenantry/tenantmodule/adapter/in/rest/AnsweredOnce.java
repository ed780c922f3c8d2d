package io.tenantry.tenantmodule.adapter.in.rest;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource whose unsafe requests may be repeated with an Idempotency-Key
 * (draft-ietf-httpapi-idempotency-key-header).
 */
@InterceptorBinding
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface AnsweredOnce {}
